#define ZX_USE_UTF8 1
#include "CZXing.h"

#include <ZXing/ReadBarcode.h>
#include <exception>
#include <string>

namespace {

constexpr struct {
    uint32_t ours;
    ZXing::BarcodeFormat theirs;
} names[] = {
    {CZXING_AZTEC, ZXing::BarcodeFormat::Aztec},
    {CZXING_CODABAR, ZXing::BarcodeFormat::Codabar},
    {CZXING_CODE39, ZXing::BarcodeFormat::Code39},
    {CZXING_CODE93, ZXing::BarcodeFormat::Code93},
    {CZXING_CODE128, ZXing::BarcodeFormat::Code128},
    {CZXING_DATABAR, ZXing::BarcodeFormat::DataBar},
    {CZXING_DATABAR_EXPANDED, ZXing::BarcodeFormat::DataBarExpanded},
    {CZXING_DATAMATRIX, ZXing::BarcodeFormat::DataMatrix},
    {CZXING_EAN8, ZXing::BarcodeFormat::EAN8},
    {CZXING_EAN13, ZXing::BarcodeFormat::EAN13},
    {CZXING_ITF, ZXing::BarcodeFormat::ITF},
    {CZXING_MAXICODE, ZXing::BarcodeFormat::MaxiCode},
    {CZXING_PDF417, ZXing::BarcodeFormat::PDF417},
    {CZXING_QRCODE, ZXing::BarcodeFormat::QRCode},
    {CZXING_UPCA, ZXing::BarcodeFormat::UPCA},
    {CZXING_UPCE, ZXing::BarcodeFormat::UPCE},
};

constexpr uint32_t matrix = CZXING_AZTEC | CZXING_DATAMATRIX | CZXING_MAXICODE | CZXING_PDF417 | CZXING_QRCODE;
constexpr uint32_t databar = CZXING_DATABAR | CZXING_DATABAR_EXPANDED;

ZXing::DecodeHints hints(uint32_t formats, uint32_t ways, int limit) {
    /* The library compares a linear symbol with those that it has, and ends the process when one of the two was seen on more
       than one line and their data is the same (assert in Result::operator==, release 1.4): with one symbol there is nothing to
       compare. A DataBar is counted as several lines from the first. */
    if (formats & ~matrix) limit = 1;
    ZXing::BarcodeFormats wanted;
    for (const auto &name : names)
        if (formats & name.ours) wanted |= name.theirs;
    return ZXing::DecodeHints()
        .setFormats(wanted)
        .setTryHarder(ways & CZXING_HARD)
        .setTryRotate(ways & CZXING_TURNED)
        .setTryDownscale(ways & CZXING_REDUCED)
        .setBinarizer(ways & CZXING_GLOBAL_THRESHOLD ? ZXing::Binarizer::GlobalHistogram : ZXing::Binarizer::LocalAverage)
        .setReturnCodabarStartEnd(true)
        .setMinLineCount(formats & databar ? 1 : ways & CZXING_FOUR_LINES ? 4 : 2)
        .setMaxNumberOfSymbols(static_cast<uint8_t>(limit));
}

void give(const ZXing::Result &result, void *context, void (*take)(void *, const czxing_symbol *)) {
    czxing_symbol symbol = {};
    for (const auto &name : names)
        if (result.format() == name.theirs) symbol.format = name.ours;
    const std::string aim = result.symbologyIdentifier();
    if (aim.size() == 3) {
        symbol.aim_letter = aim[1];
        symbol.aim_modifier = aim[2];
    }
    const auto &bytes = result.bytes();
    symbol.data = bytes.data();
    symbol.size = bytes.size();
    const std::string text = result.text();
    symbol.text = reinterpret_cast<const uint8_t *>(text.data());
    symbol.text_size = text.size();
    symbol.is_named = result.hasECI();
    symbol.lines = result.lineCount();
    const auto &corners = result.position();
    for (int corner = 0; corner < 4; corner++) {
        symbol.corners[2 * corner] = corners[corner].x;
        symbol.corners[2 * corner + 1] = corners[corner].y;
    }
    take(context, &symbol);
}

} // namespace

int czxing_scan(const uint8_t *pixels, uint32_t width, uint32_t height, uint32_t formats, uint32_t ways, int limit, void *context,
                void (*take)(void *context, const struct czxing_symbol *symbol)) {
    try {
        const ZXing::ImageView view(pixels, static_cast<int>(width), static_cast<int>(height), ZXing::ImageFormat::Lum);
        int count = 0;
        for (const auto &result : ZXing::ReadBarcodes(view, hints(formats, ways, limit))) {
            if (!result.isValid() || result.bytes().empty()) continue;
            give(result, context, take);
            count++;
        }
        return count;
    } catch (const std::exception &) {
        return -1;
    }
}
