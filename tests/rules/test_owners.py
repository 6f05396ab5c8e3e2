"""Who can own an action: one person or post, however the title goes."""

import pytest

from eia.model import Person
from eia.rules.owners import fault_of_owner
from tests.rules.checking import library

FORM = library().form("england")


@pytest.mark.parametrize(
    "title",
    [
        "Access and Inclusion Lead, Library Service",
        "Assistant Director (Housing)",
        "Caretaker",
        "Chief Officer – Education, SEND & Infrastructure",
        "Committee Clerk",
        "Co-ordinator, Early Help",
        "Director of Adults, Health and Communities",
        "Executive Head Teacher",
        "Group Accountant",
        "Head of Early Years and Schools",
        "Head of Education, Schools and SEND",
        "Head of Legal, Democratic and Electoral Services",
        "Headteacher, St Mary's School",
        "Lead for Inclusion and Governors",
        "Libraries Team, Team Manager",
        "Policy and Performance Officer",
        "Portfolio holder for education",
        "Principal Planner - Policy",
        "School Improvement Team Manager",
        "Schools and Early Years Adviser",
        "Service Manager, All Age Disability",
        "Team Manager Libraries",
    ],
)
def test_one_post_is_one_post_whatever_it_is_in_charge_of(title: str) -> None:
    assert fault_of_owner(Person(job_title=title), FORM) == ""


@pytest.mark.parametrize(
    ("title", "ending"),
    [
        ("Schools, School Improvement Team, Chief Education Officer", "others besides the Chief Education Officer"),
        ("Schools, School Improvement Team", "is not one person or post"),
        ("Senior Leadership Team", "is not one person or post"),
        ("The council", "is not one person or post"),
        ("Housing Officers", "is not one person or post"),
        ("Head teachers", "is not one person or post"),
        ("Commissioners and providers", "is not one person or post"),
        ("Head of Libraries and Equality Officer", "names 2 posts"),
        ("Head of Service; Team Manager", "names 2 posts"),
        ("Finance Manager, HR Manager & Legal Officer", "names 3 posts"),
        ("All staff", "is nobody in particular"),
        ("Everyone", "is nobody in particular"),
        ("Various", "is nobody in particular"),
    ],
)  # fmt: skip
def test_several_posts_teams_and_everybody_are_not(title: str, ending: str) -> None:
    assert fault_of_owner(Person(job_title=title), FORM).endswith(ending)


def test_a_named_person_is_one_whatever_team_the_title_names() -> None:
    assert fault_of_owner(Person(name="Smith, Jo", job_title="Libraries Team"), FORM) == ""


@pytest.mark.parametrize("name", ["Jo Smith and Sam Jones", "Jo Smith & Sam Jones"])
def test_two_names_are_two_people(name: str) -> None:
    assert fault_of_owner(Person(name=name), FORM) == f"“{name}” names more than one person"


def test_a_title_given_as_a_name_is_read_as_a_title() -> None:
    assert fault_of_owner(Person(name="Head of Libraries and Museums"), FORM) == ""
    assert fault_of_owner(Person(name="Libraries Team"), FORM) != ""


def test_nobody_has_no_fault() -> None:
    assert fault_of_owner(Person(), FORM) == ""


def test_the_same_words_are_judged_apart_as_a_name_and_as_a_title() -> None:
    """What is found wrong with one is kept, and must not be told of the other."""
    words = "Jo Smith and Sam Hill"
    assert fault_of_owner(Person(job_title=words), FORM) == ""
    assert fault_of_owner(Person(name=words), FORM) == f"“{words}” names more than one person"
    assert fault_of_owner(Person(job_title=words), FORM) == ""
