-- The owner's reports of how executions ended, and one claim for the slots that become free. Answers what finishing.lua says
-- of each report, and what is handed out.
local owner, keep, revoked = arg(), arg(), arg()
local answers, free = {}, 0
for i = 1, number() do
  local slots = number()
  answers[i] = end_as_reported(owner, keep, revoked)
  -- What was freed by an earlier call was claimed for by that call
  if answers[i] == 'stored' then
    free = free + slots
  end
end
local handed_out = hand_out(owner, free)
commit()
return { answers, handed_out }
