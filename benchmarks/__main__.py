"""Measure `eia` beside its peers: `python -m benchmarks [NUMBER OF FILES]`.

Each row is a whole process on the same files, the median of several runs; the ratio is what to read, because
seconds differ from machine to machine and from minute to minute.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

from benchmarks import corpus, portable

BIN = pathlib.Path(sys.executable).parent
ROOT = pathlib.Path(__file__).resolve().parent.parent


def seconds(run: Callable[[], object], times: int) -> float:
    """The median of some runs, after one that does not count."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def command(*words: str | pathlib.Path, folder: pathlib.Path = ROOT) -> Callable[[], object]:
    """A run of a command in a folder, whose output and exit status are of no interest."""
    # An installed program has its bytecode; one in a checkout must be let write it, as its peers have theirs.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> object:
        return subprocess.run(
            [str(word) for word in words], cwd=folder, env=environment, capture_output=True, check=False
        )

    return run


def row(what: str, ours: float, peer: str, theirs: float) -> None:
    """Print one comparison."""
    print(f"{what:<34} {ours:8.3f} s   {peer:<34} {theirs:8.3f} s   {theirs / ours:6.1f}x")


def loading(files: Sequence[pathlib.Path]) -> None:
    """Reading the text alone: ours with positions, PyYAML's C loader without."""
    import yaml

    from eia import source

    texts = [file.read_bytes() for file in files]
    ours = seconds(lambda: [source.parse(text, "x").data for text in texts], 5)
    theirs = seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts], 5)
    row(f"load {len(files)} files with positions", ours, "PyYAML CSafeLoader, no positions", theirs)


def main(count: int) -> None:
    """Write the corpus and print every comparison."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="eia-benchmarks-"))
    os.environ["EIA_CACHE"] = str(work / "cache")
    try:
        files = corpus.write(work / "all", count)
        some = corpus.write(work / "some", min(200, count))
        kilobytes = sorted(file.stat().st_size / 1000 for file in files)
        print(
            f"{count} assessments, {kilobytes[0]:.0f} to {kilobytes[-1]:.0f} kB, median {statistics.median(kilobytes):.0f} kB"
        )
        python, eia = BIN / "python", BIN / "eia"
        schema = ROOT / "schemas" / "bedford.schema.json"
        lint = "{extends: default, rules: {line-length: disable}}"
        row(
            "eia --version",
            seconds(command(eia, "--version"), 15),
            "python -c pass",
            seconds(command(python, "-c", "pass"), 15),
        )
        one = seconds(command(eia, "check", "--no-cache", files[0]), 9)
        row(
            "eia check, 1 file",
            one,
            "check-jsonschema",
            seconds(command(BIN / "check-jsonschema", "--schemafile", schema, files[0]), 5),
        )
        many = seconds(command(eia, "check", work / "all", "--no-cache", "--format", "json"), 3)
        row(
            f"eia check, {count} files",
            many,
            "check-jsonschema",
            seconds(command(BIN / "check-jsonschema", "--schemafile", schema, *files), 1),
        )
        row(
            f"eia check, {count} files",
            many,
            "yamllint",
            seconds(command(BIN / "yamllint", "-d", lint, work / "all"), 1),
        )
        remembered = seconds(command(eia, "check", work / "all", "--format", "json"), 5)
        row(f"eia check, {count} files, unchanged", remembered, "the same, looked at anew", many)
        in_a_line = seconds(command(eia, "check", work / "all", "--quiet"), 5)
        row("  one line for each finding", in_a_line, "the same, looked at anew", many)
        strategies = corpus.register(work / "council", count, count // 2)
        register = seconds(command(eia, "register", folder=work / "council"), 5)
        anew = seconds(command(eia, "register", "--no-cache", folder=work / "council"), 1)
        row(f"eia register, {strategies} strategies", register, "the same, looked at anew", anew)
        loading(some)
        to_word = (eia, "render", work / "some", "--to", "word", "--output", work / "word", "--force")
        word = seconds(command(*to_word, "--no-cache"), 3)
        checked = seconds(command(*to_word), 3)
        tagged = seconds(command(python, "-m", "benchmarks.tagged", work / "some", work / "tagged"), 1)
        row(f"eia render to Word, {len(some)} reports", word, "docxtpl, no Markdown, no check", tagged)
        row("  of files checked before", checked, "docxtpl, no Markdown, no check", tagged)
        command(eia, "render", work / "some", "--to", "html", "--output", work / "html", "--force")()
        pages = sorted((work / "html").glob("*.html"))[:20]
        reference = ROOT / "templates" / "bedford" / "reference.docx"
        import pypandoc

        pandoc = pathlib.Path(pypandoc.get_pandoc_path())

        def each() -> None:
            for page in pages:
                command(pandoc, page, "--reference-doc", reference, "-o", work / "pandoc.docx")()

        row(
            f"  of which {len(pages)} reports",
            word * len(pages) / len(some),
            "pandoc, from our HTML",
            seconds(each, 1),
        )
        ours, theirs = portable.measured(10)
        row("one PDF of a finished report", ours, "WeasyPrint, tagged, from our page", theirs)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
