"""The parts of `crawler.extract`: from the bytes of a page to title, lead, paragraphs, captions, persons and times."""
