-- What runs although its lease is over, a bounded number: id, fence, owner, last log line and the
-- milliseconds since its lease was over, after the time.
local answers = { now_text }
local overdue = call('ZRANGEBYSCORE', P .. 'running', '-inf', now, 'WITHSCORES', 'LIMIT', 0, 100)
for i = 1, #overdue, 2 do
  local id, lease = overdue[i], tonumber(overdue[i + 1])
  local h, reason = head(id)
  if not h then
    call('ZREM', P .. 'running', id)
    set_aside(id, reason)
  else
    for _, value in ipairs({ id, h.fence, h.owner, h.line, whole(math.min(now - lease, now)) }) do
      answers[#answers + 1] = value
    end
  end
end
return answers
