"""A report coded in a spreadsheet: its layout, its reader and its writer."""
