import type { APIRoute } from 'astro';
import { speakerPath } from '../../../archive/addresses.ts';
import { currentArchive } from '../../../archive/current.ts';
import { programOf, transcriptAt } from '../../../archive/lookup.ts';
import { publicPeople } from '../../../archive/views.ts';
import { oembedOf } from '../../../embeds/embed.ts';
import { worldLink } from '../../../layouts/links.ts';
import { texts } from '../../../texts/texts.ts';
import { turnPaths } from '../../transcripts/_paths.ts';

/** oEmbed for each turn that has a page, where the site knows the whole address that others need. */
export const getStaticPaths = () => (import.meta.env.SITE ? turnPaths() : []);

export const GET: APIRoute = async ({ params }) => {
  const archive = await currentArchive();
  const { site } = archive;
  const transcript = transcriptAt(archive, params.id ?? '');
  const turn = transcript?.turns.find(({ id }) => id === params.turn);
  // A turn that was removed keeps its page, and has nothing to show elsewhere.
  if (!transcript || !turn) return new Response(null, { status: 404 });
  const program = programOf(archive, transcript);
  const author = publicPeople(archive).find(({ id }) => id === turn.speaker);
  const source = { transcript, turn, program, texts: texts(site.language), url: worldLink };
  return Response.json(oembedOf(source, site, author ? worldLink(speakerPath(author.id)) : null));
};
