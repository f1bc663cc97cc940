"""Pages of the register: instruments and their parts, mandates, citations, plans, orphans."""
