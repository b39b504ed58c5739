-- The owner's reports of how executions ended. Answers for each what finishing.lua says.
local owner, keep, revoked = arg(), arg(), arg()
local answers = {}
for i = 1, number() do
  answers[i] = end_as_reported(owner, keep, revoked)
end
commit()
return answers
