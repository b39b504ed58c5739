-- Makes PENDING what is due, a bounded number at a time. Answers how many.
local changed = promote(state_template())
wake()
return changed
