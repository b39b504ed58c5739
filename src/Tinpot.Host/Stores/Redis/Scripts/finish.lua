-- The owners' reports of how executions ended. Answers for each: stored, same (the answer to the first report was lost,
-- and this is the second), or lost (it has another owner).
local owner, keep, revoked = arg(), arg(), arg()
local answers = {}

insist()
for _ = 1, number() do
  local id, fence, state, result, failure, payload = arg(), arg(), arg(), arg(), arg(), arg()
  local due, crashed, retry, ran = arg(), arg(), state_template(), arg()
  local h = head(id)
  local sequence = h and whole(h.sequence + 1)
  local answer = 'stored'
  if not h or h.fence ~= fence or (h.state == 'STARTED' and h.owner ~= owner) then
    answer = 'lost'
  elseif not allows('Finish', h.state, state) then
    answer = h.state == state and 'same' or 'lost'
  elseif state ~= 'RETRY' then
    finish(h, 'Finish', state, fence, sequence, result, failure, payload, keep, ran)
  elseif h.cancel == '1' then
    -- Asked for while the last attempt failed: there must be no next
    finish(h, 'Finish', 'REVOKED', fence, sequence, '', '', revoked, keep, ran)
  else
    if crashed == '1' then
      h.crashes = whole(h.crashes + 1)
    end
    requeue(h, 'Finish', state, fence, sequence, due ~= '' and due or now_text, state_event(retry, h.attempt))
  end
  answers[#answers + 1] = answer
end
commit()
return answers
