#include "CZXingPeer.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <exception>

extern "C" int czxing_peer_scan(const uint8_t *pixels, int width, int height, void *context,
                                void (*take)(void *context, const char *name, const uint8_t *data, size_t size,
                                             const char *text)) {
    try {
        ZXing::DecodeHints hints;
        hints.setTryHarder(true).setTryRotate(true).setTryDownscale(true);
        const auto found = ZXing::ReadBarcodes(ZXing::ImageView(pixels, width, height, ZXing::ImageFormat::Lum), hints);
        int count = 0;
        for (const auto &symbol : found) {
            if (!symbol.isValid()) continue;
            const std::string name = ZXing::ToString(symbol.format());
            const std::string text = symbol.text();
            take(context, name.c_str(), symbol.bytes().data(), symbol.bytes().size(), text.c_str());
            count++;
        }
        return count;
    } catch (const std::exception &) {
        return -1;
    }
}
