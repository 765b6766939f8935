// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/output.hpp"

namespace newsrank::cli {

void Printer::print_error(const RunQuery& /*query*/, const Error& /*error*/) {}

std::unique_ptr<Printer> make_printer(std::FILE* out, const PrinterOptions& options, const TerminalStyle& style) {
  switch (options.format) {
    case Format::json:
      return make_json_printer(out);
    case Format::jsonl:
      return make_jsonl_printer(out, options);
    case Format::csv:
    case Format::tsv:
    case Format::markdown:
      return make_table_printer(out, options);
    case Format::trec:
      return make_trec_printer(out);
    case Format::urls:
      return make_url_printer(out);
    default:
      break;
  }
  return make_text_printer(out, options, style);
}

}  // namespace newsrank::cli
