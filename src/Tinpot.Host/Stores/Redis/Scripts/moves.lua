-- How executions move from state to state. Stands before every script that moves any.

-- Puts it at the end of its line. Higher priorities come first; of one priority, what became PENDING first.
local function enqueue(id, lane, priority, limits)
  last_ready = (last_ready or counter(call('GET', P .. 'ready'))) + 1
  local place = whole((2 - priority) * 1e14 + last_ready)
  if limits then
    join_line(id, lane, limits, place)
  else
    index(P .. 'lane:' .. lane, id, place)
  end
  lanes_woken[lane] = true
end

-- SUCCESS, which is nearly everything, has no index of its own
local function reindex(id, seq, from, to)
  if from ~= 'SUCCESS' then
    index(P .. 'i:' .. from, id, false)
  end
  if to ~= 'SUCCESS' then
    index(P .. 'i:' .. to, id, seq)
  end
end

-- Where it waits while it is PENDING
local function line_of(h)
  return h.limits and line_key(h.lane, h.limits) or P .. 'lane:' .. h.lane
end

-- It leaves the state it is in. in_lane tells that it stands in its lane, so not among what is due later.
local function leave(h, in_lane)
  if h.state == 'STARTED' then
    index(P .. 'running', h.id, false)
    add_to(P .. 'running_by', h.lane, -1)
    if h.limits then
      give_back('run', h.limits, h.id, lanes_woken)
    end
  else
    if h.limits then
      call('ZREM', line_of(h), h.id)
    else
      index(line_of(h), h.id, false)
    end
    if not in_lane then
      index(P .. 'due', h.id, false)
    end
    add_to(P .. 'waiting', queue_of(h.lane), -1)
  end
end

-- The state that it has now, its event, and the effects of the change
local function enter(h, cause, state, fence, sequence, payload)
  local from = h.state
  reindex(h.id, h.seq, from, state)
  h.state = state
  tell(h, fence, sequence, payload)
  changed(h, cause, from)
end

-- A terminal state; the secrets go
local function finish(h, cause, state, fence, sequence, result, failure, payload, keep, ran)
  leave(h)
  if h.limits then
    give_back('all', h.limits, h.id, lanes_woken)
  end
  if h.secret == '1' then
    call('HDEL', h.x, 'secrets')
    h.secret = '0'
  end
  enter(h, cause, state, fence, sequence, payload)
  h.finished = now_text
  local fields = {}
  if result ~= '' then
    fields = { 'result', result }
  elseif failure ~= '' then
    fields = { 'error', failure }
  end
  if ran and ran ~= '' then
    fields[#fields + 1] = 'ran'
    fields[#fields + 1] = ran
  end
  save(h, unpack(fields))
  index(P .. 'finished', h.id, now_text)
  call('PEXPIRE', h.x, keep)
  call('PEXPIRE', h.x .. ':e', keep)
  if h.line ~= '0' then
    call('PEXPIRE', h.x .. ':l', keep)
  end
  if h.calls == '1' then
    call('PEXPIRE', h.x .. ':c', keep)
  end
end

-- A waiting state: PENDING, at the end of the line, or RETRY, due then
local function requeue(h, cause, state, fence, sequence, due, payload)
  leave(h)
  if h.state == 'STARTED' then
    call('HDEL', h.x, 'worker')
    h.owner = '-'
  end
  enter(h, cause, state, fence, sequence, payload)
  h.ready_at = now_text
  if state == 'PENDING' then
    enqueue(h.id, h.lane, h.priority, h.limits)
  else
    h.run_at = due
    index(P .. 'due', h.id, due)
  end
  add_to(P .. 'waiting', queue_of(h.lane), 1)
  save(h)
end

-- Makes PENDING what is due, in the order in which it was due. Returns how many it looked at.
local function promote(template)
  local due = call('ZRANGEBYSCORE', P .. 'due', '-inf', now_text, 'LIMIT', 0, 100)
  if #due == 0 then
    return 0
  end
  insist()
  for _, id in ipairs(due) do
    local h, reason = head(id)
    if not h then
      index(P .. 'due', id, false)
      set_aside(id, reason)
    elseif h.state == 'PENDING' then
      -- It had been set aside
      index(P .. 'due', id, false)
      enqueue(id, h.lane, h.priority, h.limits)
    elseif allows('Due', h.state, 'PENDING') then
      requeue(h, 'Due', 'PENDING', whole(h.fence + 1), '1', nil, state_event(template, h.attempt))
    else
      index(P .. 'due', id, false)
    end
  end
  commit()
  return #due
end
