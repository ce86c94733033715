import type { Order } from '@saring/api-client';
import type { ChangeEvent } from 'react';
import { Notice, ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';
import { shopEdge } from './shop-edge';
import { useShopWords } from './words';

const MOST_BYTES = 500 * 1_024;
/** Enough to read a transfer's slip by. */
const LONGEST_SIDE_PIXELS = 1_600;
const JPEG_QUALITY = 0.8;

/** A phone's photo is larger than edge takes: drawn again, smaller. */
const shrunk = async (file: File): Promise<Blob> => {
  if (file.size <= MOST_BYTES && /^image\/(?:jpeg|png|webp)$/.test(file.type)) return file;
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
  return drawn ?? file;
};

type ProofUploadProps = { readonly order: Order; readonly onSent: () => void };

/** A photo of the transfer, for the operator who confirms it. */
export const ProofUpload = ({ order, onSent }: ProofUploadProps) => {
  const { tell } = useShopWords();
  const task = useTask();
  const send = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    if (!file) return;
    void task.run(async () => {
      // A picture that cannot be drawn is sent as it is: edge names the fault.
      const image = await shrunk(file).catch(() => file);
      await shopEdge.sendProof(order.orderId, image);
      onSent();
    });
  };
  return (
    <>
      <div role="status">{order.hasProof ? <Notice>{tell('order.proofSent')}</Notice> : null}</div>
      <label className="button quiet upload">
        {tell(task.isBusy ? 'order.proofBusy' : 'order.proof')}
        <input type="file" accept="image/*" className="unseen" onChange={send} />
      </label>
      <ProblemNotice problem={task.problem} />
    </>
  );
};
