-- What runs although its lease is over, a bounded number: id, fence, owner, last log line and the
-- milliseconds since its lease was over, after the time.
local answers = { now_text }
local overdue = redis.call('ZRANGEBYSCORE', P .. 'running', '-inf', now, 'WITHSCORES', 'LIMIT', 0, 100)
for i = 1, #overdue, 2 do
  local id, lease = overdue[i], tonumber(overdue[i + 1])
  local h = head(id)
  if not h then
    redis.call('ZREM', P .. 'running', id)
  else
    for _, value in ipairs({ id, h.fence, h.owner, h.line, whole(now - lease) }) do
      answers[#answers + 1] = value
    end
  end
end
return answers
