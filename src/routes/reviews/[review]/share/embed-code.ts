/**
 * What a web page needs to show an edition's answer: a frame, and a few lines that give it the height which the frame tells.
 * They listen to that one frame alone, take nothing from it but a number, and work for several frames on a page.
 *
 * @param address Of the edition: ".../e/TOKEN" or ".../p/HASH".
 */
export function embedCode(address: string): string {
  return `<iframe src="${address}/embed" title="What the evidence says"
  style="width: 100%; border: 0" height="640" loading="lazy"></iframe>
<script>
  addEventListener('message', ({ source, data }) => {
    const height = data && data.counterweight === 'height' && Number(data.height);
    if (!(height > 0 && height < 10000)) return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) frame.height = Math.ceil(height);
  });
</script>
`;
}
