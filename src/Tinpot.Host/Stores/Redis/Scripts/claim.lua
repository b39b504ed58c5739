-- Work for so many slots. Answers what is handed out.
local owner, most = arg(), number()
local handed_out = hand_out(owner, most)
commit()
return handed_out
