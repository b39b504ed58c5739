-- Keeps leases for their time from now. Answers for each: ok, cancel (somebody asked for it), or lost.
local lease, owner = number(), arg()
local over = whole(now + lease)
local answers = {}

insist()
for _ = 1, number() do
  local id, fence = arg(), arg()
  local h = head(id)
  local answer = 'lost'
  -- A failover may forget a claim, and the next has the same fence
  if h and h.state == 'STARTED' and h.fence == fence and h.owner == owner then
    index(P .. 'running', id, over)
    answer = h.cancel == '1' and 'cancel' or 'ok'
  end
  answers[#answers + 1] = answer
end
commit()
return answers
