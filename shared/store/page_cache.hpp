#pragma once

namespace mostrador::store {

/// Puts a watch in front of SQLite's own page cache, once for the process, before SQLite starts.
///
/// When a b-tree is balanced, SQLite parks one page for a moment under the number of its lock byte,
/// far behind all others. From then on its cache believes that there are pages to drop behind the
/// end, and at the commit looks through every page it holds: with some megabytes in the cache, a
/// tenth of a whole sale. The watch knows that the page has long gone back, and answers at once.
/// Where SQLite has been used before, it is only slower.
void watch_page_cache();

}  // namespace mostrador::store
