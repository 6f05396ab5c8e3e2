"""Whether a published file can be read by everybody: Word files and pages, whoever made them."""
