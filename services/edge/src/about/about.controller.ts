// about.controller.ts — which Saring this is, and under which licences what it is made of comes.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiRoute, arrayOf, objectOf, type ApiReply } from '../http/api-route';
import { TEXT } from '../http/api-schema';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';

type Build = {
  readonly version: string;
  readonly commit: string;
  readonly licences: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
};

/** Written by the build (infra/local/about.mjs); from the sources, as specs run, it lies one folder further. */
const FILES = ['../../../../about.json', '../../../../dist/about.json'].map((path) => join(__dirname, path));

const buildOf = (): Build => {
  const file = FILES.find((path) => existsSync(path));
  return file === undefined
    ? { version: '', commit: '', licences: [] }
    : (JSON.parse(readFileSync(file, 'utf8')) as Build);
};

/** Empty texts: the build did not know. */
const ABOUT: ApiReply = {
  schema: objectOf({
    ...{ version: TEXT, commit: TEXT, node: TEXT },
    licences: arrayOf(objectOf({ name: TEXT, version: TEXT, licence: TEXT })),
  }),
  unpaged: 'one entry a package of the build',
};

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/about')
export class AboutController {
  private readonly build = buildOf();

  @ApiRoute('Version, commit, and the licences of all packages that are shipped', ABOUT)
  @Get()
  @Permit(null)
  about(): Build & { readonly node: string } {
    return { ...this.build, node: process.version };
  }
}
