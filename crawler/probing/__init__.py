"""Looking at a newspaper live: what each rung of the ladder answers, and what to write into its source file."""
