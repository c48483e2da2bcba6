"""What writes files of this repository anew from its records and sources: tables, catalogues, pictures."""
