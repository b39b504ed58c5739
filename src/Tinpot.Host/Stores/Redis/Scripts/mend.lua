-- Puts right what only a lost key can have made wrong, one that was evicted or deleted by hand: an execution that runs
-- without a lease, or waits in no line. Answers how many it looked at, and how many it mended.
local state, from, most = arg(), number(), number()
local states = P .. 'i:' .. state
local ids = call('ZRANGE', states, from, from + most - 1)
local mended = 0
for _, id in ipairs(ids) do
  local h, reason = head(id)
  if not h or h.state ~= state then
    call('ZREM', states, id)
    mended = mended + 1
    if not h then
      set_aside(id, reason)
    end
  elseif state == 'STARTED' then
    -- Its lease is over at once; the owner renews it, or it is lost
    local lost = call('ZADD', P .. 'running', 'NX', now, id)
    if h.limits then
      lost = lost + take('run', h.limits, id) + take('all', h.limits, id)
    end
    mended = mended + math.min(lost, 1)
  elseif not call('ZSCORE', line_of(h), id) and not call('ZSCORE', P .. 'due', id) then
    if state == 'PENDING' then
      enqueue(id, h.lane, h.priority, h.limits)
    else
      call('ZADD', P .. 'due', tonumber(h.run_at) or now, id)
    end
    mended = mended + 1
  elseif h.limits and state ~= 'SCHEDULED' then
    mended = mended + math.min(take('all', h.limits, id), 1)
    if state == 'PENDING' then
      -- A claim puts it where it belongs; also one that is blocked only by what is gone
      show(h.lane, h.limits)
    end
  end
end
commit()
return { #ids, mended }
