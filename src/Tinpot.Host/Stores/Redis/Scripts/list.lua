-- Puts executions that an older version stored into the indexes of lists, a bounded number at a time, beginning after a
-- place. Answers the place to go on after; nothing when it came to the end, which it notes.
local after, most = arg(), number()
local found = call('ZRANGEBYSCORE', P .. 'all', after, '+inf', 'WITHSCORES', 'LIMIT', 0, most)
for i = 1, #found, 2 do
  local id, place = found[i], found[i + 1]
  local h, stored = head(id, 'details')
  if h then
    for n, list in ipairs(lists_of(h, stored[2])) do
      if n > 1 then
        index(list, id, place)
      end
    end
  end
end
commit()
if #found < 2 * most then
  redis.call('SET', P .. 'listed', '1')
  return ''
end
return '(' .. found[#found]
