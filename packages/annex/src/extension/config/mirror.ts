/** Which kinds are mirrored, as a setting. */
import { z } from 'zod'
import { choose } from '../mirror/choice.js'
import { UnknownKind } from '../mirror/kinds.js'

export interface MirrorSettings {
  kinds: readonly string[]
}

/** Part of the schema of all settings. */
export const mirrorSchema = {
  MIRROR_KINDS: z.string('must be text.').superRefine(areKinds).optional(),
}

type Values = z.infer<z.ZodObject<typeof mirrorSchema>>

export function rawMirror(given: Partial<MirrorSettings> = {}): Record<keyof Values, unknown> {
  return { MIRROR_KINDS: given.kinds?.join(',') }
}

export function mirrorFrom(values: Values): MirrorSettings {
  return { kinds: values.MIRROR_KINDS === undefined ? ['default'] : namesIn(values.MIRROR_KINDS) }
}

/** A kind nobody knows would be missed only when its table stays empty. */
function areKinds(text: string, context: z.RefinementCtx): void {
  try {
    choose(namesIn(text))
  } catch (error) {
    if (!(error instanceof UnknownKind)) throw error
    context.addIssue({ code: 'custom', message: `names what can't be mirrored. ${error.message}` })
  }
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
