"""Evidence packs: a question with its answer and all that it rests on as one file, from which it is answered again."""
