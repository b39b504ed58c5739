-- The newest members of several indexes together, all at one moment: what moves from one to another is in exactly one of them
-- then. Answers each member, its place and the number of its index, the newest first.
local newest, oldest, most, count = arg(), arg(), number(), number()
local found = {}
for n = 1, count do
  local key = arg()
  local entries = redis.pcall('ZREVRANGEBYSCORE', key, newest, oldest, 'WITHSCORES', 'LIMIT', 0, most)
  if entries.err and not entries.err:find('WRONGTYPE', 1, true) then
    redis.call('ZREVRANGEBYSCORE', key, newest, oldest, 'WITHSCORES', 'LIMIT', 0, most)
  elseif entries.err then
    report('index', key, entries.err)
  else
    for i = 1, #entries, 2 do
      found[#found + 1] = { entries[i], entries[i + 1], n }
    end
  end
end
table.sort(found, function(a, b)
  local first, second = tonumber(a[2]), tonumber(b[2])
  if first ~= second then
    return first > second
  end
  return a[1] > b[1]
end)
local answer = {}
for i = 1, math.min(#found, most) do
  for _, value in ipairs(found[i]) do
    answer[#answer + 1] = value
  end
end
return answer
