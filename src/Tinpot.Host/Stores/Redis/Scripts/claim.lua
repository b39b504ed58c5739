-- Hands out up to so many executions, by priority, then in the order in which they became PENDING.
-- A claim that is repeated because its answer was lost gets the same executions again. An owner numbers its claims: one
-- that arrives after its repetition, late, claims nothing, for nobody would hear of it.
local worker, owner, claim, repeated = arg(), arg(), number(), arg()
local lease, aside, most, catalog = number(), number(), number(), arg()
local over = whole(now + lease)
local pending, started = state_template(), state_template()
local answers = {}

local function head_and_details(id)
  local h, stored = head(id, 'details')
  if h then
    h.details = stored[2]
  end
  return h, stored
end

-- before tells how many bytes of events it had
local function answer(h, waited, before)
  local secrets = h.secret == '1' and call('HGET', h.x, 'secrets') or ''
  for _, value in ipairs({ h.id, h.fence, h.attempt, h.retries, h.crashes, h.line, before, whole(waited), h.details, secrets }) do
    answers[#answers + 1] = value
  end
end

local made = call('GET', P .. 'claim:' .. owner)
local last, handed_out = string.match(made or '', '^(%d+) (.*)$')
if last and claim <= tonumber(last) then
  if claim == tonumber(last) then
    for id, fence in handed_out:gmatch('(%x+)=(%d+)') do
      local h = head_and_details(id)
      if h and h.state == 'STARTED' and h.fence == fence and h.owner == owner then
        answer(h, h.started - h.ready_at, h.bytes)
      end
    end
  end
  return answers
end

promote(pending)

local lanes = requested_lanes()
local candidates = {}
local lines = {}

local function look(lane, key, count, line)
  local first = call('ZRANGE', key, 0, count - 1, 'WITHSCORES')
  for i = 1, #first, 2 do
    candidates[#candidates + 1] = { id = first[i], place = tonumber(first[i + 1]), key = key, lane = lane, line = line }
  end
end

for _, lane in ipairs(lanes) do
  look(lane, P .. 'lane:' .. lane, most)
  for _, line in ipairs(open_lines(lane)) do
    lines[#lines + 1] = line
    look(lane, line_key(lane, line.limits), math.min(most, line.at_once), line)
  end
end
if #lanes > 1 or #lines > 0 then
  table.sort(candidates, function(a, b) return a.place < b.place end)
end

local names = P .. 'names:' .. catalog
local selective = catalog ~= '' and call('EXISTS', names) == 1
local claimed = {}
if #candidates > 0 then
  insist()
end
for _, candidate in ipairs(candidates) do
  if #claimed == most then
    break
  end
  local h, reason = head_and_details(candidate.id)
  if not h then
    call('ZREM', candidate.key, candidate.id)
    set_aside(candidate.id, reason)
    local queue = queue_of(candidate.lane)
    if counter(call('HGET', P .. 'waiting', queue)) > 0 then
      add_to(P .. 'waiting', queue, -1)
    end
  elseif not allows('Claim', h.state, 'STARTED') then
    call('ZREM', candidate.key, candidate.id)
  elseif candidate.line and obstacle(candidate.line.set) then
    -- Those before it took the last place
  elseif selective and call('SISMEMBER', names, h.action) == 0 and call('EXISTS', names) == 1 then
    -- Not for this worker, which knows no such action; for another, after a while
    call('ZREM', candidate.key, h.id)
    call('ZADD', P .. 'due', whole(now + aside), h.id)
  else
    local before = h.bytes
    leave(h, true)
    h.attempt, h.owner, h.started = whole(h.attempt + 1), owner, now_text
    enter(h, 'Claim', 'STARTED', whole(h.fence + 1), '1', state_event(started, h.attempt))
    save(h, 'worker', worker)
    index(P .. 'running', h.id, over)
    add_to(P .. 'running_by', h.lane, 1)
    if candidate.line then
      take('run', h.limits, h.id)
      call('ZADD', P .. 'lines:' .. h.lane, 'XX', call('INCR', P .. 'turn'), h.limits)
    end
    answer(h, now - h.ready_at, before)
    claimed[#claimed + 1] = h.id .. '=' .. h.fence
  end
end

for _, line in ipairs(lines) do
  settle(line.lane, line.limits, line.set)
end
-- Of a repetition also that it found nothing: the first may be under way still
if #claimed > 0 or repeated == '1' then
  call('SET', P .. 'claim:' .. owner, whole(claim) .. ' ' .. table.concat(claimed, ' '), 'PX', 10 * lease)
end
commit()
return answers
