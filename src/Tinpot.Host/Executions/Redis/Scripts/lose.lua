-- Takes an execution whose owner is gone away from it: its log says so, then it ends or waits again. Answers 0 when it
-- is not as it was seen: it has another owner, has ended, has written since, or its lease was renewed.
local id, fence, line, keep, most_crashes = arg(), number(), number(), number(), number()
local logged, revoked, pending = arg(), arg(), state_template()
local lost, lost_event, poison, poison_event = arg(), arg(), arg(), arg()
local h = head(id)
local lease = redis.call('ZSCORE', P .. 'running', id)
if not h or h.fence ~= fence or h.line ~= line or not allows('Loss', h.state, 'FAILURE') or (lease and tonumber(lease) > now) then
  return 0
end

insist()
fence = fence + 1
h.line = line + 1
h.bytes = h.bytes + #logged
h.crashes = h.crashes + 1
store(h.x, fence, 1, '1,' .. whole(h.line) .. ',1,0', h.line, h.bytes, logged)
redis.call('ZADD', h.x .. ':l', h.line, fence .. '-1')
if h.cancel then
  finish(h, fence, 2, 'REVOKED', '', '', revoked, keep)
elseif h.crashes >= most_crashes then
  finish(h, fence, 2, 'FAILURE', '', poison, poison_event, keep)
elseif h.attempt > h.retries then
  finish(h, fence, 2, 'FAILURE', '', lost, lost_event, keep)
else
  requeue(h, fence, 2, 'PENDING', nil, state_event(pending, h.attempt))
end
commit()
return 1
