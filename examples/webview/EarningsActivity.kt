package example.earnings

import android.content.ActivityNotFoundException
import android.content.Intent
import android.graphics.Color
import android.net.Uri
import android.os.Bundle
import android.view.View
import android.webkit.RenderProcessGoneDetail
import android.webkit.WebResourceError
import android.webkit.WebResourceRequest
import android.webkit.WebResourceResponse
import android.webkit.WebView
import android.webkit.WebViewClient
import android.widget.Button
import android.widget.FrameLayout
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.core.view.ViewCompat
import androidx.core.view.WindowInsetsCompat
import androidx.core.view.updatePadding

/**
 * The customer's earnings. It finishes when the callback `myapp://vpp/done` shows that the session is complete.
 *
 * Start it with the token that your server got from Connect, as the extra "token", and the customer's reference at Leap as
 * "reference" if customers join from the page. Declare it with `android:exported="false"`, so
 * that no other app can start it. A DayNight theme gives the page its dark colours.
 */
class EarningsActivity : ComponentActivity() {
    private val page = Uri.parse("https://pages.example/v1/")
    private val appScheme = "myapp"

    private lateinit var root: FrameLayout
    private lateinit var token: String
    private var view: WebView? = null
    private var elsewhere = false

    /** Back goes through the periods that the customer has seen, and then leaves this activity. */
    private val back = object : OnBackPressedCallback(false) {
        override fun handleOnBackPressed() {
            view?.goBack()
        }
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        // The system keeps the extras if it ends this process. The view's own state is not restored, because its address has
        // lost the token.
        token = intent.getStringExtra("token") ?: return finish()
        root = FrameLayout(this)
        ViewCompat.setOnApplyWindowInsetsListener(root) { view, insets ->
            val bars = insets.getInsets(WindowInsetsCompat.Type.systemBars() or WindowInsetsCompat.Type.displayCutout() or WindowInsetsCompat.Type.ime())
            view.updatePadding(bars.left, bars.top, bars.right, bars.bottom)
            WindowInsetsCompat.CONSUMED
        }
        setContentView(root)
        onBackPressedDispatcher.addCallback(this, back)
        open()
    }

    /** The session continued in the browser. The customer is back, and Connect knows how far they have got. */
    override fun onRestart() {
        super.onRestart()
        if (elsewhere) open()
    }

    override fun onDestroy() {
        close()
        super.onDestroy()
    }

    /** Shows the page in a new view, which shares nothing with the previous one. */
    private fun open() {
        close()
        elsewhere = false
        val view = WebView(this)
        this.view = view
        view.setBackgroundColor(Color.TRANSPARENT) // No white flash before a dark page.
        view.settings.javaScriptEnabled = true
        view.settings.domStorageEnabled = true // For a reload; it ends with the view.
        view.settings.allowFileAccess = false
        view.settings.allowContentAccess = false
        view.settings.safeBrowsingEnabled = true
        view.settings.setGeolocationEnabled(false)
        view.webViewClient = Client()
        root.addView(view)
        // The fragment is not sent to any server. Do not log this address.
        val joining = intent.getStringExtra("reference")?.let { "&ref_id=" + Uri.encode(it) }.orEmpty()
        view.loadUrl(page.buildUpon().encodedFragment("fp_cot=" + Uri.encode(token) + joining).build().toString())
    }

    private fun close() {
        back.isEnabled = false
        if (::root.isInitialized) root.removeAllViews()
        view?.destroy()
        view = null
    }

    /** Replaces the view, whose own message would show the address with the token. */
    private fun offerAnotherTry() {
        close()
        val again = Button(this)
        again.text = "Your earnings cannot be shown right now. Try again"
        again.setOnClickListener { open() }
        root.addView(again)
    }

    private inner class Client : WebViewClient() {
        override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
            val url = request.url.normalizeScheme()
            if (url.scheme == page.scheme && url.host == page.host && url.port == page.port) return false
            if (url.scheme == appScheme) {
                setResult(RESULT_OK, Intent().setData(url))
                finish()
            } else if (url.scheme == "https") {
                // An address where the session continues contains its token, and Leap's the reference. A link to read more does not.
                elsewhere = url.toString().contains("fp_cot=") || url.toString().contains("refId=")
                try {
                    startActivity(Intent(Intent.ACTION_VIEW, url).addCategory(Intent.CATEGORY_BROWSABLE))
                } catch (error: ActivityNotFoundException) {
                    elsewhere = false // A device without a browser.
                }
            }
            return true
        }

        override fun doUpdateVisitedHistory(view: WebView, url: String, isReload: Boolean) {
            back.isEnabled = view.canGoBack()
        }

        // The view must not be destroyed during its own callback; `failed` posts that.
        override fun onReceivedError(view: WebView, request: WebResourceRequest, error: WebResourceError) {
            if (request.isForMainFrame) failed(view)
        }

        override fun onReceivedHttpError(view: WebView, request: WebResourceRequest, response: WebResourceResponse) {
            if (request.isForMainFrame) failed(view)
        }

        private fun failed(failing: WebView) {
            failing.visibility = View.INVISIBLE
            root.post { if (failing === view) offerAnotherTry() }
        }

        /** The system took the memory, or the page's process crashed. Without this method, the whole app would end. */
        override fun onRenderProcessGone(view: WebView, detail: RenderProcessGoneDetail): Boolean {
            if (view === this@EarningsActivity.view) offerAnotherTry()
            return true
        }
    }
}
