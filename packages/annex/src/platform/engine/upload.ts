/** A file that travelled in a request, with its bytes at hand: verbs cannot wait for them. */
export class Upload extends File {
  readonly content: Uint8Array

  constructor(content: Uint8Array<ArrayBuffer>, file: File) {
    super([content], file.name, { type: file.type })
    this.content = content
  }
}

/** Reads what a form parser has left to be read later. */
export async function uploaded(value: string | File): Promise<string | Upload> {
  if (typeof value === 'string') return value
  return new Upload(new Uint8Array(await value.arrayBuffer()), value)
}
