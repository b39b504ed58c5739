-- The lanes a claim reads: those that are named, or all that there are of its queues and groups
local function requested_lanes()
  local lanes = {}
  local count = number()
  if count >= 0 then
    for i = 1, count do
      lanes[i] = arg()
    end
    return lanes
  end
  local function names()
    local some = number()
    if some < 0 then
      return nil
    end
    local set = {}
    for _ = 1, some do
      set[arg()] = true
    end
    return set
  end
  local queues, groups = names(), names()
  for _, lane in ipairs(call('SMEMBERS', P .. 'lanes')) do
    local queue, group = lane:match('^(.*):(.*)$')
    if queue and (not queues or queues[queue]) and (not groups or groups[group]) then
      lanes[#lanes + 1] = lane
    end
  end
  return lanes
end
