"""How a guest behaves: robots.txt, pauses, public addresses only, bounded bodies; and what each failure is called."""
