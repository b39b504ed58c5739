-- Takes an execution whose owner is gone away from it: its log says so, then it ends or waits again. Answers its action,
-- its queue, escaped as it is held, its state, and 1 when too many processes died of it; nothing when it is not as it was
-- seen: it has another owner, has ended, has written since, or its lease was renewed.
local id, fence, line, keep, most_crashes = arg(), arg(), arg(), arg(), number()
local logged, revoked, pending = arg(), arg(), state_template()
local lost, lost_event, poison, poison_event = arg(), arg(), arg(), arg()
local h = head(id)
local lease = call('ZSCORE', P .. 'running', id)
if not h or h.fence ~= fence or h.line ~= line or not allows('Loss', h.state, 'FAILURE') or (lease and tonumber(lease) > now) then
  return {}
end

insist()
fence = whole(fence + 1)
h.line = whole(line + 1)
h.bytes = whole(h.bytes + #logged)
h.crashes = whole(h.crashes + 1)
store(h, fence, '1', '1,' .. h.line .. ',1,0', logged)
call('ZADD', h.x .. ':l', h.line, fence .. '-1')
local poisoned = tonumber(h.crashes) >= most_crashes
if h.cancel == '1' then
  finish(h, 'REVOKED', fence, '2', '', '', revoked, keep)
elseif poisoned then
  finish(h, 'FAILURE', fence, '2', '', poison, poison_event, keep)
elseif tonumber(h.attempt) > tonumber(h.retries) then
  finish(h, 'FAILURE', fence, '2', '', lost, lost_event, keep)
else
  requeue(h, 'PENDING', fence, '2', nil, state_event(pending, h.attempt))
end
commit()
return { h.action, queue_of(h.lane), h.state, poisoned and 1 or 0 }
