-- What somebody does in Neovim with caley's language server: looks at flags, hovers, takes a fix, types on.
-- Each check is one line of JSON in the file that CALEY_RESULTS names. Must run with Neovim 0.7 and later.

local results = assert(io.open(vim.env.CALEY_RESULTS, 'w'))
local encode = vim.json and vim.json.encode or vim.fn.json_encode

local function check(title, run)
  local ok, problem = pcall(run)
  results:write(encode({ title = title, problem = (not ok) and tostring(problem) or nil }) .. '\n')
  results:flush()
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function flags()
  return vim.diagnostic.get(0)
end

local function wait(what, condition)
  assert(vim.wait(60000, condition, 20), what .. ' did not come to be; flags: ' .. vim.inspect(flags()) .. '\ntext: ' .. text())
end

local function client()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, each in pairs(get()) do
    if each.name == 'caley' then return each end
  end
end

check('the server is attached to a file of TypeScript', function()
  assert(vim.bo.filetype == 'typescript', 'the file is ' .. vim.bo.filetype)
  wait('a client', function() return client() ~= nil end)
end)

check('a flag arrives, at its place, with rule and clause', function()
  wait('a flag', function() return #flags() == 1 end)
  local flag = flags()[1]
  assert(flag.source == 'Caley', vim.inspect(flag))
  assert(flag.lnum == 2 and flag.col == 58, vim.inspect(flag))
  assert(flag.code == 'log/personal-data', vim.inspect(flag))
  assert(flag.message:find('"user.email" reaches the log', 1, true) and flag.message:find('DP%-'), flag.message)
end)

check('a hover tells the clause in its own words', function()
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 2, character = 60 } }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 20000)
  local hover
  for _, answer in pairs(answers or {}) do hover = answer.result end
  assert(hover and vim.inspect(hover.contents):find('Developer Policy', 1, true), vim.inspect(answers))
end)

check('a fix that is taken changes the text and removes the flag', function()
  local before = text()
  local titles = {}
  -- What a person would be asked.
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(titles, (options.format_item and options.format_item(item)) or (action and action.title) or '?')
    end
    choose(items[1], 1)
  end
  vim.api.nvim_win_set_cursor(0, { 3, 60 })
  vim.lsp.buf.code_action()
  wait('another text', function() return text() ~= before end)
  assert(#titles > 1, vim.inspect(titles))
  wait('a file without flags', function() return #flags() == 0 end)
  assert(not text():find('log.info(user.email)', 1, true), text())
end)

check('what is typed is flagged, and what is deleted is not', function()
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, last, last, false, { 'export const call = (user: { phoneNumber: string }) => log.warn(user.phoneNumber);' })
  wait('a flag', function() return #flags() == 1 end)
  assert(flags()[1].lnum == last, vim.inspect(flags()))
  vim.api.nvim_buf_set_lines(0, last, last + 1, false, {})
  wait('a file without flags', function() return #flags() == 0 end)
end)

check('another file of the project is flagged by what its imports do', function()
  vim.cmd('silent write')
  vim.cmd('edit src/analytics.ts')
  wait('flags', function() return #flags() > 0 end)
  for _, flag in ipairs(flags()) do assert(flag.source == 'Caley' and flag.code:find('/', 1, true), vim.inspect(flag)) end
end)

check('the server ends with the editor', function()
  local one = client()
  if vim.fn.has('nvim-0.11') == 1 then one:stop() else one.stop() end
  wait('an end', function() return client() == nil end)
end)

results:close()
vim.cmd('qall!')
