/// Families of USB scanners that speak makers' own protocols.
extension DriverProfile {
    /// IBM OEM (SurePOS).
    public struct USBOEM: Sendable, Hashable {
        public let models: [USBModel]
        public let form: OEMDialogue.Form
        public let badRead: OEMCommand
        public let partialLimit_ms: Int

        public var dialogue: OEMDialogue {
            OEMDialogue(form, badRead: badRead, partialLimit_ms: partialLimit_ms)
        }
    }

    /// Zebra's SNAPI.
    public struct USBSNAPI: Sendable, Hashable {
        public let models: [USBModel]
        public let goodBeep: UInt8
        public let badBeep: UInt8
        public let partialLimit_ms: Int

        public var dialogue: SNAPIDialogue {
            SNAPIDialogue(goodBeep: goodBeep, badBeep: badBeep, partialLimit_ms: partialLimit_ms)
        }
    }

    /// Serial ports on the USB bus that are read without the kernel's driver.
    public struct USBSerial: Sendable, Hashable {
        public let wire: USBSerialWire
        public let commands: [ScannerCommand: [UInt8]]
        /// What the port wants to hear when it is opened and closed.
        public let opening: [UInt8]?
        public let closing: [UInt8]?
        /// What the text says, and the models.
        public let text: TextFamily

        public var models: [USBModel] { text.models }
    }
}

extension DriverProfile {
    /// What the texts of its devices mean; nil for devices that send no texts.
    public var dialect: TextDialect? {
        switch kind {
        case .text(let family): family.dialect
        case .usbSerial(let family): family.text.dialect
        case .usbPointOfSale, .usbKeyboard, .usbOEM, .usbSNAPI, .imageFolder: nil
        }
    }
}
