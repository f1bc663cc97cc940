"""The auditor's pages: the journal, one entry, the standing lists, the verifier."""
