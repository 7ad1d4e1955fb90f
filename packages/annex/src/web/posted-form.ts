/** The fields of a posted form. */
import type { Context } from 'hono'

/** A body that isn't a form, such as multipart without a boundary, has no fields: no bug of ours. */
export async function postedForm(c: Context): Promise<Readonly<Record<string, string | File>>> {
  try {
    return await c.req.parseBody()
  } catch (error) {
    if (error instanceof TypeError) return {}
    throw error
  }
}
