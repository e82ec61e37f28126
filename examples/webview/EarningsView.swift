import SwiftUI
import WebKit

/// The customer's earnings. `onDone` is called when the callback `myapp://vpp/done` shows that the session is complete, `onFailure`
/// when the page cannot be loaded: show a message and, for another attempt, this view with another `.id`.
///
/// Nothing is restored after the app has ended: ask your server for a token again.
struct EarningsView: UIViewRepresentable {
    static let page = URL(string: "https://pages.example/v1/")!
    static let appScheme = "myapp"

    /// Your server gets it from Connect. With another token, give this view another `.id` too.
    let token: String
    /// The customer's reference at Leap, from your server as well; nil if customers do not join from the page.
    var reference: String? = nil
    let onDone: (URL) -> Void
    let onFailure: () -> Void

    func makeCoordinator() -> Coordinator { Coordinator(self) }

    func makeUIView(context: Context) -> WKWebView {
        let configuration = WKWebViewConfiguration()
        // Closing the view leaves nothing behind.
        configuration.websiteDataStore = .nonPersistent()
        let view = WKWebView(frame: .zero, configuration: configuration)
        view.navigationDelegate = context.coordinator
        // Back and forward go through the periods that the customer has seen.
        view.allowsBackForwardNavigationGestures = true
        view.allowsLinkPreview = false
        // No white flash before a dark page.
        view.isOpaque = false
        view.backgroundColor = .systemBackground
        context.coordinator.open(in: view)
        return view
    }

    func updateUIView(_ view: WKWebView, context: Context) {
        context.coordinator.parent = self
    }

    @MainActor
    final class Coordinator: NSObject, WKNavigationDelegate {
        var parent: EarningsView
        private weak var view: WKWebView?
        private var isElsewhere = false

        init(_ parent: EarningsView) {
            self.parent = parent
            super.init()
            NotificationCenter.default.addObserver(
                self, selector: #selector(comeBack), name: UIApplication.willEnterForegroundNotification, object: nil)
        }

        /// Shows the page from the start.
        func open(in view: WKWebView) {
            self.view = view
            isElsewhere = false
            let safe = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_.~"))
            var address = URLComponents(url: EarningsView.page, resolvingAgainstBaseURL: false)!
            // The fragment is not sent to any server. Do not log this address.
            var fragment = "fp_cot=" + parent.token.addingPercentEncoding(withAllowedCharacters: safe)!
            if let reference = parent.reference {
                fragment += "&ref_id=" + reference.addingPercentEncoding(withAllowedCharacters: safe)!
            }
            address.percentEncodedFragment = fragment
            view.load(URLRequest(url: address.url!))
        }

        /// The session continued in the browser. The customer is back, and Connect knows how far they have got.
        @objc private func comeBack() {
            if isElsewhere, let view { open(in: view) }
        }

        func webView(_ view: WKWebView, decidePolicyFor action: WKNavigationAction) async -> WKNavigationActionPolicy {
            guard let url = action.request.url, let scheme = url.scheme?.lowercased() else { return .cancel }
            if scheme == EarningsView.page.scheme, url.host == EarningsView.page.host, url.port == EarningsView.page.port,
               action.targetFrame != nil {
                return .allow
            }
            if scheme == EarningsView.appScheme {
                parent.onDone(url)
            } else if scheme == "https" {
                // An address where the session continues contains its token, and Leap's the reference. A link to read more does not.
                let goesOn = url.absoluteString.contains("fp_cot=") || url.absoluteString.contains("refId=")
                isElsewhere = await UIApplication.shared.open(url) && goesOn
            }
            return .cancel
        }

        func webView(_ view: WKWebView, decidePolicyFor answer: WKNavigationResponse) async -> WKNavigationResponsePolicy {
            let status = (answer.response as? HTTPURLResponse)?.statusCode ?? 200
            if answer.isForMainFrame, status >= 400 {
                parent.onFailure()
                return .cancel
            }
            return .allow
        }

        func webView(_ view: WKWebView, didFailProvisionalNavigation navigation: WKNavigation!, withError error: Error) {
            // A navigation cancelled above is not a failure: its error has WebKit's own domain. One that another load has ended has -999.
            let error = error as NSError
            if error.domain == NSURLErrorDomain, error.code != NSURLErrorCancelled { parent.onFailure() }
        }

        func webViewWebContentProcessDidTerminate(_ view: WKWebView) {
            // The system took the memory, mostly in the background. The customer chooses when to load the page again.
            parent.onFailure()
        }
    }
}
