/** What the caller of the control port got wrong, and how it is told. */

export class ControlRefusal extends Error {
  readonly status: number
  /** The field at fault. */
  readonly param: string | undefined
  constructor(status: number, message: string, param?: string) {
    super(message)
    this.status = status
    this.param = param
  }
}

export function unauthorized(): ControlRefusal {
  return new ControlRefusal(401, 'Send the control token: Authorization: Bearer <token>.')
}

export function noSuchResource(path: string, known: readonly string[]): ControlRefusal {
  return new ControlRefusal(404, `There is no ${path} here, only ${known.join(' and ')}.`)
}

export function noSuchMethod(method: string, known: readonly string[]): ControlRefusal {
  return new ControlRefusal(405, `${method} is not understood here, only ${known.join(' and ')}.`)
}

export function notJson(): ControlRefusal {
  return new ControlRefusal(400, 'The body must be one JSON object.')
}

/** @param must the rest of a sentence that begins with the field's name */
export function wrongField(param: string, must: string): ControlRefusal {
  return new ControlRefusal(400, `'${param}' ${must}.`, param)
}
