"""A centre that does not exist, to try the application with: invented people, a full calendar
and eight weeks behind them. Everything comes from one seed and is dated back from now."""
