/** What every page loads: brand previews, checks while typing, copy buttons, the search key, menus that close, live fragments. */
import './branding.js'
import './checks.js'
import './copy.js'
import './keys.js'
import './live.js'
import './menus.js'
