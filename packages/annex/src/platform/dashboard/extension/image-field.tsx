/** A picture to choose, the one that is there, and a way to take it out again. */
import { Button } from '../../../web/components/button.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import type { ImageUse } from '../../oauth/branding/upload.js'
import { imagePath } from '../../oauth/paths.js'
import { paths } from '../../routes.js'

export interface ImageFieldProps {
  use: ImageUse
  image: string | null
  hint: string
  error: string | undefined
  formToken: string
}

export function ImageField({ use, image, hint, error, formToken }: ImageFieldProps) {
  return (
    <Form action={paths.brandingImage} formToken={formToken} multipart>
      <input type="hidden" name="use" value={use} />
      {image && <img class="image-now" src={imagePath(image)} alt={`The ${use} in use`} />}
      <Field
        {...{ label: use === 'icon' ? 'Icon' : 'Logo', name: 'image', id: `image-${use}` }}
        {...{ type: 'file', accept: 'image/png,image/jpeg', hint, error }}
      />
      <div class="form-actions">
        <Button>{image ? `Replace ${use}` : `Upload ${use}`}</Button>
        {image && (
          <Button kind="quiet" name="remove" value="1">
            Remove {use}
          </Button>
        )}
      </div>
    </Form>
  )
}
