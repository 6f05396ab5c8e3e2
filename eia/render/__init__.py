"""From an assessment and its form to what people read: semantic HTML, then a page or a Word file."""
