-- Hands out work. Stands before every script that does.
--
-- A claim that is repeated because its answer was lost gets the same executions again. An owner numbers its claims, in one or
-- more series: in each, one claim is asked for after the other. One that arrives after its repetition, late, claims nothing,
-- for nobody would hear of it.

-- Executions of one claim
local most_claimed = 100

local function head_and_details(id)
  local h, stored = head(id, 'details')
  if h then
    h.details = stored[2]
  end
  return h, stored
end

-- before tells how many bytes of events it had
local function add_claimed(answers, h, waited, before)
  local secrets = h.secret == '1' and call('HGET', h.x, 'secrets') or ''
  for _, value in ipairs({ h.id, h.fence, h.attempt, h.retries, h.crashes, h.line, before, whole(waited), h.details, secrets }) do
    answers[#answers + 1] = value
  end
end

-- What an earlier claim under this number handed out, and is the owner's still
local function hand_out_again(owner, handed_out)
  local answers = {}
  for id, fence in handed_out:gmatch('(%x+)=(%d+)') do
    local h = head_and_details(id)
    if h and h.state == 'STARTED' and h.fence == fence and h.owner == owner then
      add_claimed(answers, h, h.started - h.ready_at, h.bytes)
    end
  end
  return answers
end

-- The first that wait in the lanes, in order, and the lines among the lanes that are open
local function first_waiting(lanes, most)
  local candidates, lines = {}, {}
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
  return candidates, lines
end

-- Whether the worker has the action; a catalog that is not published has all
local function knows_actions_of(catalog)
  local names = P .. 'names:' .. catalog
  local known = {}
  return function(action)
    if known[action] == nil then
      known[action] = catalog == '' or call('SISMEMBER', names, action) == 1 or call('EXISTS', names) == 0
    end
    return known[action]
  end
end

-- Takes a claim from the arguments, which it makes for so many slots. By priority, then in the order in which they became
-- PENDING. The caller commits.
local function hand_out(owner, most)
  local worker, series, claim, repeated = arg(), arg(), number(), arg()
  local lease, aside, catalog = number(), number(), arg()
  local pending, started = state_template(), state_template()
  if most == 0 and repeated ~= '1' then
    return {}
  end
  local made = call('GET', P .. 'claim:' .. series)
  local last, handed_out = string.match(made or '', '^(%d+) (.*)$')
  if last and claim <= tonumber(last) then
    return claim == tonumber(last) and hand_out_again(owner, handed_out) or {}
  end

  local candidates, lines = {}, {}
  if most > 0 then
    most = math.min(most, most_claimed)
    promote(pending)
    candidates, lines = first_waiting(requested_lanes(), most)
  end
  local knows = knows_actions_of(catalog)
  local answers, claimed = {}, {}
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
    elseif not knows(h.action) then
      -- Not for this worker, which knows no such action; for another, after a while
      call('ZREM', candidate.key, h.id)
      call('ZADD', P .. 'due', whole(now + aside), h.id)
    else
      local before = h.bytes
      leave(h, true)
      h.attempt, h.owner, h.started = whole(h.attempt + 1), owner, now_text
      enter(h, 'Claim', 'STARTED', whole(h.fence + 1), '1', state_event(started, h.attempt))
      save(h, 'worker', worker)
      index(P .. 'running', h.id, whole(now + lease))
      add_to(P .. 'running_by', h.lane, 1)
      if candidate.line then
        take('run', h.limits, h.id)
        call('ZADD', P .. 'lines:' .. h.lane, 'XX', call('INCR', P .. 'turn'), h.limits)
      end
      add_claimed(answers, h, now - h.ready_at, before)
      claimed[#claimed + 1] = h.id .. '=' .. h.fence
    end
  end

  for _, line in ipairs(lines) do
    settle(line.lane, line.limits, line.set)
  end
  -- Of a repetition also that it found nothing: the first may be under way still
  if #claimed > 0 or repeated == '1' then
    call('SET', P .. 'claim:' .. series, whole(claim) .. ' ' .. table.concat(claimed, ' '), 'PX', 10 * lease)
  end
  return answers
end
