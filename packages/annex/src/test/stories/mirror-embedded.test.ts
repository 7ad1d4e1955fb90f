/** The mirror's story over the embedded store. */
import { storeKinds } from '../suites/stores.js'
import { mirrorStory } from './mirror-story.js'

for (const kind of await storeKinds()) if (kind.name === 'PGlite') mirrorStory(kind)
