import type { Address } from '../../state/model.ts';
import { gid } from '../gid.ts';

const present = (parts: (string | null)[]) => parts.filter((part): part is string => part !== null && part !== '');

export class MailingAddress {
  readonly __typename = 'MailingAddress';
  constructor(private readonly doc: Address) {}
  get id() {
    return gid('MailingAddress', this.doc.id);
  }
  get firstName() {
    return this.doc.firstName;
  }
  get lastName() {
    return this.doc.lastName;
  }
  get name() {
    return present([this.doc.firstName, this.doc.lastName]).join(' ') || null;
  }
  get company() {
    return this.doc.company;
  }
  get address1() {
    return this.doc.address1;
  }
  get address2() {
    return this.doc.address2;
  }
  get city() {
    return this.doc.city;
  }
  get province() {
    return this.doc.province;
  }
  get provinceCode() {
    return this.doc.provinceCode;
  }
  get zip() {
    return this.doc.zip;
  }
  get country() {
    return this.doc.country;
  }
  get countryCode() {
    return this.doc.countryCode;
  }
  get countryCodeV2() {
    return this.doc.countryCode;
  }
  get phone() {
    return this.doc.phone;
  }
  get coordinatesValidated() {
    return false;
  }
  get latitude() {
    return null;
  }
  get longitude() {
    return null;
  }
  get timeZone() {
    return null;
  }
  get validationResultSummary() {
    return null;
  }
  get formattedArea() {
    return present([this.doc.city, this.doc.provinceCode, this.doc.country]).join(', ') || null;
  }
  formatted(args: { withName?: boolean | null; withCompany?: boolean | null }) {
    const { doc } = this;
    return present([
      args.withName ? this.name : null,
      args.withCompany === false ? null : doc.company,
      doc.address1,
      doc.address2,
      present([doc.zip, doc.city, doc.province]).join(' ') || null,
      doc.country,
    ]);
  }
}
