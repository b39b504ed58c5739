-- How many milliseconds until a claim may find work: 0 = it may now, -1 = nothing is due that is known of.
for _, lane in ipairs(requested_lanes()) do
  if call('EXISTS', P .. 'lane:' .. lane, P .. 'lines:' .. lane) > 0 then
    return 0
  end
end
local next_due = call('ZRANGE', P .. 'due', 0, 0, 'WITHSCORES')
if not next_due[2] then
  return -1
end
return math.min(math.max(0, tonumber(next_due[2]) - now), 3600000)
