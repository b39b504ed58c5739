-- Hands out up to so many executions, by priority, then in the order in which they became PENDING.
-- A claim that is repeated because its answer was lost gets the same executions again. An owner numbers its claims: one
-- that arrives after its repetition, late, claims nothing, for nobody would hear of it.
local worker, owner, claim, repeated = arg(), arg(), number(), arg()
local lease, aside, most, catalogue = number(), number(), number(), arg()
local over = whole(now + lease)
local pending, started = state_template(), state_template()
local answers = {}

local function whole_head(id)
  return head(id, 'action', 'contract', 'arguments', 'secrets', 'by', 'ready_at', 'trace', 'trace_state')
end

local function answer(h, fence)
  local more = h.more
  for _, value in ipairs({
    h.id, fence, h.attempt, h.retries, h.crashes, whole(h.line), whole(h.before),
    more[1], more[2], more[3], more[4] or '', more[5], h.queue, whole(now - more[6]), more[7] or '', more[8] or ''
  }) do
    answers[#answers + 1] = value
  end
end

local made = redis.call('GET', P .. 'claim:' .. owner)
local last, handed_out = string.match(made or '', '^(%d+) (.*)$')
if last and claim <= tonumber(last) then
  if claim == tonumber(last) then
    for id, fence in handed_out:gmatch('(%x+)=(%d+)') do
      local h = whole_head(id)
      if h and h.state == 'STARTED' and h.fence == tonumber(fence) and h.owner == owner then
        h.before = h.bytes
        answer(h, h.fence)
      end
    end
  end
  return answers
end

promote(pending)

local lanes = requested_lanes()
local candidates = {}
local lines = {}

local function look(key, count, line)
  local first = redis.call('ZRANGE', key, 0, count - 1, 'WITHSCORES')
  for i = 1, #first, 2 do
    candidates[#candidates + 1] = { id = first[i], place = tonumber(first[i + 1]), key = key, line = line }
  end
end

for _, lane in ipairs(lanes) do
  look(P .. 'lane:' .. lane, most)
  for _, line in ipairs(open_lines(lane)) do
    lines[#lines + 1] = line
    look(line_key(lane, line.limits), math.min(most, line.at_once), line)
  end
end
if #lanes > 1 or #lines > 0 then
  table.sort(candidates, function(a, b) return a.place < b.place end)
end

local names = P .. 'names:' .. catalogue
local selective = catalogue ~= '' and redis.call('EXISTS', names) == 1
local claimed = {}
if #candidates > 0 then
  insist()
end
for _, candidate in ipairs(candidates) do
  if #claimed == most then
    break
  end
  local h = whole_head(candidate.id)
  if not h or not allows('Claim', h.state, 'STARTED') then
    redis.call('ZREM', candidate.key, candidate.id)
  elseif candidate.line and obstacle(candidate.line.set) then
    -- Those before it took the last place
  elseif selective and redis.call('SISMEMBER', names, h.more[1]) == 0 then
    -- Not for this worker, which knows no such action; for another, after a while
    redis.call('ZREM', candidate.key, h.id)
    redis.call('ZADD', P .. 'due', now + aside, h.id)
  else
    local fence = h.fence + 1
    h.attempt = h.attempt + 1
    leave(h, true)
    h.before = h.bytes
    local bytes = tell(h.x, fence, 1, h.line, h.bytes, state_event(started, h.attempt))
    redis.call('HSET', h.x, 'state', 'STARTED', 'fence', whole(fence), 'sequence', '1', 'bytes', whole(bytes),
      'attempt', whole(h.attempt), 'worker', worker, 'owner', owner, 'started', now_text)
    index(P .. 'running', h.id, over)
    add_to(P .. 'running_by', h.lane, 1)
    reindex(h.id, h.seq, h.state, 'STARTED')
    if candidate.line then
      take('run', h.limits, h.id)
      redis.call('ZADD', P .. 'lines:' .. h.lane, 'XX', redis.call('INCR', P .. 'turn'), h.limits)
    end
    announce(h.id)
    answer(h, fence)
    claimed[#claimed + 1] = h.id .. '=' .. fence
  end
end

for _, line in ipairs(lines) do
  settle(line.lane, line.limits, line.set)
end
-- Of a repetition also that it found nothing: the first may be under way still
if #claimed > 0 or repeated == '1' then
  redis.call('SET', P .. 'claim:' .. owner, whole(claim) .. ' ' .. table.concat(claimed, ' '), 'PX', 10 * lease)
end
commit()
return answers
