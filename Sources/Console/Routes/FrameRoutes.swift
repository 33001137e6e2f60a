import Labels
import Readings

extension RouteTable {
    static let frames = Area(
        name: "frames",
        routes: [
            Route(
                .get, "/api/frames", .permitted(.seeLine),
                "The newest pictures of the cameras and what was decided on each, newest first. They are kept in memory only: 48 of each device.",
                query: [
                    .init("device", .text, "Only this device's."),
                    .init("unread", .boolean, "Only those in which no label was read."),
                    .init("limit", .integer, "At most 200; 50 when it is not said."),
                ],
                answer: .json(.object(["frames": .list(.named("Frame"))]))
            ) { api, call in try api.frames(call.request) },
            Route(
                .get, "/api/frames/{frame}/picture", .permitted(.seePersonal),
                "A camera's picture; the look is written into the journal first.", answer: .raw(["image/jpeg"])
            ) { api, call in try api.framePicture(call.place("frame"), try call.caller) },
            Route(
                .get, "/api/frames/{frame}/texts", .permitted(.seePersonal),
                "The texts of all symbols of a camera's picture, in their order; the look is written into the journal first.",
                answer: .json(.object(["texts": .list(.text)]))
            ) { api, call in try api.frameTexts(call.place("frame"), try call.caller) },
        ],
        schemas: [
            "Frame": .object([
                "serial": .noted("Rises with each picture since the gateway started.", .integer), "device": .text,
                "at_ms": .integer,
                "frame?": .noted("The hash of the picture's file; absent where there was none.", .text),
                "picture?": .noted(
                    "Whether the file can be shown: it is there, it has had to make room, or it ended a decoder.",
                    .choice(["there", "gone", "withheld"])),
                "isRead": .noted("A label was read in it.", .boolean),
                "trouble?": .noted("Why it could not be looked at: a trouble's code, with its fact.", .text),
                "width?": .noted("Pixels.", .integer), "height?": .integer, "elapsed_us?": .integer,
                "isCutShort?": .noted("The time was up before all was tried.", .boolean),
                "symbols": .list(.named("FrameSymbol")),
            ]),
            "FrameSymbol": .object([
                "symbology": .choice(Symbology.allCases.map(\.name)),
                "number?": .noted("Its text, where that is an item number; any other may be personal.", .text),
                "size": .noted("Bytes of its data.", .integer),
                "corners": .noted(
                    "Its outline in pixels from the picture's upper left corner.",
                    .list(.object(["x": .integer, "y": .integer]))),
                "decoders": .list(.choice(Symbol.Decoder.allCases.map(\.name))),
                "pass?": .choice(Symbol.Pass.allCases.map(\.name)),
                "lines?": .noted("Lines across a linear code that read the same.", .integer),
                "check?": .choice(Symbol.Check.allCases.map(\.name)), "quality?": .named("PrintQuality"),
                "doubt?": .noted(
                    "Why it was refused; absent where it was read.",
                    .choice(RefusedSymbol.Doubt.allCases.map(\.name))),
            ]),
            "PrintQuality": .noted(
                "In the terms of ISO/IEC 15416; percent, but for the grade.",
                .object([
                    "grade": .noted("4 (A) to 0 (F): the lowest of all.", .integer),
                    "lowest?": .choice(PrintGrade.Parameter.allCases.map(\.name)), "contrast": .integer,
                    "edgeContrast": .integer, "modulation": .integer, "defects": .integer, "decodability": .integer,
                ])),
        ])
}
