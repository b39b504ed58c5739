-- Makes PENDING what is due, a bounded number at a time. Answers how many.
return promote(state_template())
