-- Takes an execution whose owner is gone away from it: its log says so, then it ends or waits again. Answers its action,
-- its queue, escaped as it is held, its state, and the number of the rule that decided; nothing when it is not as it was
-- seen: it has another owner, has ended, has written since, or its lease was renewed.
local id, fence, line, keep, most_crashes = arg(), arg(), arg(), arg(), number()
local logged, pending, rules = arg(), state_template(), lost_rules()
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
local rule = apply_rule(h, 'Loss', rules, { TooManyCrashes = tonumber(h.crashes) >= most_crashes }, fence, '2', pending, keep)
commit()
return { h.action, queue_of(h.lane), h.state, rule }
